select count(*), bit_xor(hash({columns})) from {database}.{schema}.{table};
