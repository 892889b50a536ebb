"""The door of the staff: a passkey beside the key. No door of the members can read one."""

from web import door
from web.staff import passkeys, team

app = door.make_app(passkeys.bp, team.bp)
handler = door.make_handler(app)
