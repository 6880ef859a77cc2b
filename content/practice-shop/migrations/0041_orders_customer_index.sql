-- 0041: find a customer's orders without reading the whole table.
--
-- GET /api/orders/{id} counts the customer's other open orders. Without this index every such request reads all of
-- orders: about 400 ms, during which it keeps its connection.
--
-- "concurrently" builds the index while customers go on buying. It takes longer than a plain build and may not run
-- inside a transaction, which is why migrations are run statement by statement.
create index concurrently if not exists orders_customer_id_idx
    on orders (customer_id);

-- Roll back: drop index concurrently if exists orders_customer_id_idx;
