"""The door of the forum: what a visitor or a member can do."""

from web import door
from web.member import doing, inbox, posts, replies, reports, spaces, statements, threads

app = door.make_app(
    spaces.bp, threads.bp, replies.bp, posts.bp, reports.bp, inbox.bp, doing.bp, statements.bp
)
handler = door.make_handler(app)
