"""The door of keys: join, sign in, recover, sign out. The only one that can read a credential."""

from web import account, door, invitations, join, recovery, sign_in

app = door.make_app(join.bp, sign_in.bp, recovery.bp, account.bp, invitations.bp)
handler = door.make_handler(app)
