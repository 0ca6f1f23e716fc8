// States and territories by their postal codes; names are the same in every language we have.
export const STATES: readonly (readonly [code: string, name: string])[] =
  `AL Alabama|AK Alaska|AS American Samoa|AZ Arizona|AR Arkansas|CA California|CO Colorado
CT Connecticut|DE Delaware|FL Florida|GA Georgia|GU Guam|HI Hawaii|ID Idaho|IL Illinois|IN Indiana
IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan
MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire
NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota
MP Northern Mariana Islands|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|PR Puerto Rico
RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont
VI Virgin Islands|VA Virginia|WA Washington|DC Washington DC|WV West Virginia|WI Wisconsin|WY Wyoming`
    .split(/[|\n]/)
    .map((row) => [row.slice(0, 2), row.slice(3)] as const);
