"""Who acts toward whom next: all actors ranked, from the events of earlier days."""
