"""What Earshot costs, each figure beside what Home Assistant's own means cost and beside a limit, from the same run."""
