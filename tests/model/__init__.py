"""A home that is lived in at random, beside a slow restatement of what the policy says about it."""
