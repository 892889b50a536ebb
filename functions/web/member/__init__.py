"""What the door of the forum alone imports: spaces, threads, posts, reports, the inbox."""
