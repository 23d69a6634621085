"""The playground: a page of the site that runs jitlint in the browser."""
