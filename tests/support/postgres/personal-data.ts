/** Rows of a shop that look like production's: the same on every run, with names that no generator of names knows. */
export const PRODUCTION_SQL = String.raw`
CREATE SCHEMA catalogue;
CREATE FUNCTION word(seed text, letters int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT initcap(translate(substr(md5(seed), 1, letters), '0123456789abcdef', 'bvkzxqjwaeioupyg'))
$$;
CREATE TABLE customers (
    id bigserial PRIMARY KEY,
    email text NOT NULL UNIQUE,
    first_name text NOT NULL,
    last_name text NOT NULL,
    phone text UNIQUE,
    profile jsonb NOT NULL,
    notes text,
    created timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE catalogue."Price List" (
    sku text PRIMARY KEY,
    cents int NOT NULL CHECK (cents > 0)
);
CREATE TABLE orders (
    id serial PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers (id),
    number text NOT NULL UNIQUE,
    contact_email text NOT NULL,
    message text,
    placed date NOT NULL
);
CREATE TABLE order_items (
    order_id int NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    sku text NOT NULL REFERENCES catalogue."Price List" (sku),
    quantity int NOT NULL,
    PRIMARY KEY (order_id, sku)
);
CREATE TABLE empty_for_now (id int PRIMARY KEY);
INSERT INTO catalogue."Price List" SELECT 'SKU-' || i, i * 7 FROM generate_series(1, 50) AS i;
INSERT INTO customers (email, first_name, last_name, phone, profile, notes, created)
SELECT
    lower(word('first' || i, 7)) || '.' || lower(word('last' || i, 9)) || '@' || lower(word('host' || i % 40, 8)) || '.example',
    word('first' || i, 7),
    word('last' || i, 9) || CASE WHEN i % 5 = 0 THEN 'ß-' || word('born' || i, 8) ELSE '' END,
    CASE WHEN i % 7 = 0 THEN NULL ELSE '+49 1590 ' || lpad((i * 7919 % 10000000)::text, 7, '0') END,
    jsonb_build_object(
        'newsletter', i % 2 = 0,
        'address', jsonb_build_object('street', word('street' || i, 10) || 'straße ' || i, 'city', 'Berlin')
    ),
    CASE WHEN i % 3 = 0 THEN 'Called on Monday; asks for ' || word('wish' || i, 12) || ', with a tab	and "quotes".' END,
    timestamptz '2026-01-01' + i * interval '1 minute'
FROM generate_series(1, 2000) AS i;
INSERT INTO orders (customer_id, number, contact_email, message, placed)
SELECT c.id, 'O-' || lpad(i::text, 6, '0'), c.email,
    CASE WHEN i % 4 = 0 THEN 'Please ring at ' || c.last_name || E'.\nThanks, ' || c.first_name END,
    date '2026-01-01' + i % 28
FROM generate_series(1, 4000) AS i JOIN customers AS c ON c.id = 1 + (i * 31) % 2000;
INSERT INTO order_items SELECT o.id, 'SKU-' || (1 + (o.id * n) % 50), n
FROM orders AS o CROSS JOIN generate_series(1, 2) AS n ON CONFLICT DO NOTHING;
`;

/** What is asked of the database for every value that must not survive, each on its line as a literal of JSON. */
export const PERSONAL_VALUES_SQL = `
SELECT to_json(value) FROM (
    SELECT email FROM customers UNION SELECT first_name FROM customers UNION SELECT last_name FROM customers
    UNION SELECT phone FROM customers UNION SELECT profile #>> '{address,street}' FROM customers
    UNION SELECT notes FROM customers UNION SELECT contact_email FROM orders UNION SELECT message FROM orders
) AS all_values (value) WHERE value IS NOT NULL
`;

/** Configuration of pganonymize for that database. */
export const MASKING_YAML = `tables:
  - customers:
      primary_key: id
      fields:
        - email: { provider: { name: fake.unique.email } }
        - first_name: { provider: { name: fake.first_name } }
        - last_name: { provider: { name: fake.last_name } }
        - phone: { provider: { name: fake.unique.numerify, kwargs: { text: "+49 30 ########" } } }
        - profile.address.street: { provider: { name: fake.street_address } }
        - notes: { provider: { name: fake.sentence } }
  - orders:
      primary_key: id
      fields:
        - contact_email: { provider: { name: fake.email } }
        - message: { provider: { name: set, value: "(masked)" } }
`;
