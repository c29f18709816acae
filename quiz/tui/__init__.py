"""The app in the terminal."""

import os

# Textual paints 60 times a second, so that a key waits up to 17 ms for its frame; this is read
# when Textual is imported.
os.environ.setdefault("TEXTUAL_FPS", "240")
