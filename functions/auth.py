"""The door of keys: join, sign in, recover, sign out. The only one that can read a credential."""

from web import door
from web.auth import account, join, recovery, sign_in, staff_invitations

app = door.make_app(join.bp, sign_in.bp, recovery.bp, account.bp, staff_invitations.bp)
handler = door.make_handler(app)
