select count(*), bit_xor(hash(t)) from {database}.{schema}.{table} as t;
