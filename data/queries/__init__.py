"""SQL, one function a question: (scope, filters) -> Select. Rows come from ``scope.rows`` and nowhere else."""
