"""``python -m postdex``."""

from .cli import main

raise SystemExit(main())
