"""Lines of ours that stand for the shapes of the world, each as its developer would have written it.

Every line draws its map by hand: ``MAP`` names its menus, the first being where a call begins, and of each
menu the ways on: ``{menu: {way: menu or end}}``. A menu is a point at which the line waits for keys, speech,
a recording, whoever it dials, or a queue. A way is what a person does, in the words of the features.
"Presses anything else" stands for all keys that the menu does not name; where any number may be entered, an
example stands for those that lead to the same place. What is no menu is an end: last words. Hanging up ends
every call, and so no map tells it. The hash key that ends a number, alone, is silence.
"""
