"""Brief: compose the findings, lay them out, render them."""
