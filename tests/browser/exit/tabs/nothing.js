// It only gives the tests a place from which to ask the browser for what its menus do.
