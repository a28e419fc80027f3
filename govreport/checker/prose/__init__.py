"""Figures in the prose held against the tables: which reading fits, and what explains a misfit."""
