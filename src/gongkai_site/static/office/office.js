// Small helps for our back-office pages; every page works without them.
