"""Statistical functions, one file each; files whose names start with an underscore hold what several of them share."""
