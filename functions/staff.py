"""The door of the staff: a passkey beside the key. No door of the members can read one."""

from web import door
from web.staff import passkeys

app = door.make_app(passkeys.bp)
handler = door.make_handler(app)
