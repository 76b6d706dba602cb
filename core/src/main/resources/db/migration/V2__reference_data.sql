-- The workshop's reference data and the lab's riders and ten drivers. Rider 71463 is of the lab's later form.

insert into cab_types (id, type) values (1, 'yellow'), (2, 'green'), (3, 'uber'), (4, 'lyft');
select setval('cab_types_id_seq', 4);

insert into car_model (id, make, model) values
  (1, 'Toyota', 'Camry'),
  (2, 'Toyota', 'Prius'),
  (3, 'Nissan', 'NV200'),
  (4, 'Ford', 'Escape'),
  (5, 'Honda', 'Odyssey');
select setval('car_model_id_seq', 5);

insert into payment_types (payment_id, name, description) values
  (1, 'Credit Card', 'Paid by card in the cab'),
  (2, 'Cash', 'Paid in cash to the driver'),
  (3, 'No Charge', 'Nothing was charged'),
  (4, 'Dispute', 'The rider disputes the charge'),
  (5, 'Unknown', 'How it was paid is not known'),
  (6, 'Cancelled', 'The trip was voided'),
  (7, 'Bank Deposit', 'How drivers are paid');

insert into trip_status (status, description) values
  ('Completed', 'The rider was taken to the destination'),
  ('Cancelled', 'The rider or the driver called it off'),
  ('Booked', 'A rider asked for a cab'),
  ('In-progress', 'A driver has accepted and is on the way');

insert into rate_codes (rate_id, name) values
  (1, 'Standard rate'),
  (2, 'JFK'),
  (3, 'Newark'),
  (4, 'Nassau or Westchester'),
  (5, 'Negotiated fare'),
  (6, 'Group ride'),
  (99, 'Peak rate');

insert into riders (rider_id, rider_name, rider_email, payment_id, rider_mobile) values
  (69257, 'person69257', 'person69257@example.com', 1, '+11609467790'),
  (71463, 'person71463', 'person71463@example.com', 1, '+11492133668');

insert into drivers (driver_id, driver_name, vehicle_id, driver_email, driver_mobile, payment_id)
select id, 'driver' || id, vehicle, 'driver' || id || '@taxi.com', mobile, 7
from (values
  (556550, 'QSY353471', '+11720912154'),
  (541829, 'GTR508161', '+11264112049'),
  (507977, 'XVJ356159', '+11088418780'),
  (551153, 'CPX160101', '+11240868167'),
  (520045, 'HHR298952', '+11751510159'),
  (514040, 'TLA210480', '+11661484862'),
  (527336, 'OVY229214', '+11564984764'),
  (510909, 'UDT200764', '+11261783124'),
  (549736, 'ORX460076', '+11561755450'),
  (528204, 'PXX248130', '+11185992795')
) as lab (id, vehicle, mobile);
