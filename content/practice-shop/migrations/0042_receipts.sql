-- 0042: remember which orders have had their receipt.
--
-- A receipt job may come twice (see docs/02-architecture/06-worker-architecture.md). With this column the second one
-- knows that there is nothing left to do.
alter table orders
    add column if not exists receipt_sent_at timestamptz;

-- Only confirmed orders without a receipt are ever searched for. There are few of them, so the index stays small.
create index concurrently if not exists orders_receipt_due_idx
    on orders (confirmed_at)
    where status = 'confirmed' and receipt_sent_at is null;

-- Roll back: drop index concurrently if exists orders_receipt_due_idx;
--            alter table orders drop column if exists receipt_sent_at;
