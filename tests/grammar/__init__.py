"""A grammar of shapes: documents drawn at random, their truth written before their layout.

It shares no label list, separator list or numeral code with gongkai: what it prints was typed from the published forms.
"""
