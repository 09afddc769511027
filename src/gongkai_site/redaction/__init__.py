"""遮盖后公开: a file becomes pages, what must not go out is marked, a second person looks, and it goes out."""
