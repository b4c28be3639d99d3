"""What is known of Dutch words: how to find them in a text, and what each can be.

In: text, and the lists in `data/`. Out: words and sentences with their places, and what the
dictionary says of a word. Uses nothing but `data/`. Begin with `woorden.py`.
"""
