"""Mystery-shopper visits: the list with scores, and recording one."""
