"""Where arguments come from: what the user gives, what is written, what can be made up, in turn.

examples    comments, the configuration, `jitlint_examples()`, docstrings
uses        what a function's body tells of its parameters
choices     a way to fill a parameter, or a part of one
menu        the choices that an annotation, a name, a use suggests
classes     instances of the user's classes
failure     what an error tells: where, and whose fault it may be
search      from error to error to a call that works
"""
