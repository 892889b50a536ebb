"""What AWS answers when it says no, in words that a volunteer can act on."""

from collections.abc import Mapping

from botocore import exceptions
from botocore.exceptions import BotoCoreError, ClientError

NO_CREDENTIALS = """This shell has no AWS credentials.
The easiest way is AWS CloudShell: sign in to the AWS console in a browser, press the CloudShell
button (a small >_ at the top), and run the same command there. It brings credentials with it.
On a computer of your own: aws configure sso, then aws sso login."""
NO_PROFILE = """This shell asks for an AWS profile that this computer does not have: {message}.
unset AWS_PROFILE takes the usual one; aws configure list-profiles shows which there are."""
UNREADABLE = """The AWS settings of this computer cannot be read: {message}.
They are in the folder .aws at home. In CloudShell no such file is needed: move it away."""
EXPIRED = """The AWS credentials of this shell have run out.
In CloudShell: close its tab and open it again. On a computer of your own: aws sso login."""
UNKNOWN_CREDENTIALS = """AWS does not know the credentials of this shell, or the region is not on.
Look at region in site/community.toml. Some regions must first be switched on, in the AWS console
under Account. Otherwise sign in again (aws configure sso, aws sso login), or use CloudShell."""
DENIED = """These AWS credentials may not do what is needed: {what}.
Deploying wants an administrator of the account. Ask whoever looks after it to give you the policy
AdministratorAccess for the day, or to run this for you."""
UNREACHED = """AWS cannot be reached from here.
Look at the internet connection, and at region in site/community.toml."""
BUSY = "AWS asks to wait a little ({code}). Nothing is broken. Wait five minutes."
OTHER = "AWS said no: {message} ({code})."

_NONE = (
    exceptions.NoCredentialsError,
    exceptions.PartialCredentialsError,
    exceptions.CredentialRetrievalError,
    exceptions.ConfigNotFound,
)
_OVER = (
    exceptions.TokenRetrievalError,
    exceptions.SSOTokenLoadError,
    exceptions.UnauthorizedSSOTokenError,
)
_UNREACHED = (exceptions.HTTPClientError, exceptions.ConnectionError)
CODES: Mapping[str, str] = {
    **dict.fromkeys(("ExpiredToken", "ExpiredTokenException", "RequestExpired"), EXPIRED),
    **dict.fromkeys(
        (
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "AuthFailure",
            "OptInRequired",
        ),
        UNKNOWN_CREDENTIALS,
    ),
    **dict.fromkeys(
        (
            "AccessDenied",
            "AccessDeniedException",
            "UnauthorizedOperation",
            "AuthorizationError",
            "AuthorizationErrorException",
        ),
        DENIED,
    ),
    **dict.fromkeys(
        ("Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequestsException"),
        BUSY,
    ),
}


class Stop(Exception):
    """The command ends here: what happened, and what to do. `again` says that the same command goes
    on from here.
    """

    def __init__(self, words: str, *, again: bool = True) -> None:
        super().__init__(words)
        self.again = again


def of(error: BotoCoreError | ClientError) -> Stop:
    """The words for an error that came back from AWS, or did not get there."""
    if isinstance(error, ClientError):
        return _refused(error)
    if isinstance(error, exceptions.ProfileNotFound):
        return Stop(NO_PROFILE.format(message=_plain(error)))
    if isinstance(error, exceptions.ConfigParseError):
        return Stop(UNREADABLE.format(message=_plain(error)))
    if isinstance(error, _NONE):
        return Stop(NO_CREDENTIALS)
    if isinstance(error, _OVER):
        return Stop(EXPIRED)
    if isinstance(error, _UNREACHED):
        return Stop(UNREACHED)
    return Stop(OTHER.format(message=str(error), code=type(error).__name__))


def _plain(error: BotoCoreError) -> str:
    return str(error).rstrip(".")


def code(error: ClientError) -> str:
    """The short name of an error."""
    return str(error.response.get("Error", {}).get("Code", ""))


def is_denied(error: ClientError) -> bool:
    """Whether the credentials are good, and may not do this."""
    return CODES.get(code(error)) is DENIED


def _refused(error: ClientError) -> Stop:
    message = str(error.response.get("Error", {}).get("Message", "")).rstrip(".")
    words = CODES.get(code(error), OTHER)
    what = error.operation_name
    return Stop(words.format(what=what, message=message or what, code=code(error)))
