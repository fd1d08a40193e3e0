"""What `check` alone needs: its options, its reports, fixing, watching."""
