"""Write the JSON Schema of a brief to docs/brief.schema.json.

Usage: python tools/write_schema.py
"""

import json
from pathlib import Path

from legation.brief.jsonform import build_schema

if __name__ == "__main__":
    path = Path("docs/brief.schema.json")
    path.write_text(json.dumps(build_schema(), indent=1) + "\n", encoding="utf-8")
    print(f"written {path}")
