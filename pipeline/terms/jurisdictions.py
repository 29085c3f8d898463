"""Names of jurisdictions and the adjectives for their law."""

from __future__ import annotations

STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|"
    "Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|"
    "Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|"
    "New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|"
    "Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "West Virginia|Wisconsin|Wyoming|District of Columbia|Puerto Rico|Guam"
).split("|")
PROVINCES = (
    "Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland and Labrador|Nova Scotia|"
    "Ontario|Prince Edward Island|Quebec|Québec|Saskatchewan|Yukon|New South Wales|Queensland|"
    "South Australia|Tasmania|Victoria|Western Australia|Bavaria|Hamburg|Scotland|"
    "Northern Ireland|England and Wales|England & Wales|England|Wales|Catalonia|Dubai|"
    "Abu Dhabi|Hong Kong|Macau"
).split("|")
COUNTRIES = (
    "Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|"
    "Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bermuda|Bhutan|Bolivia|"
    "Bosnia and Herzegovina|Botswana|Brazil|British Virgin Islands|Brunei|Bulgaria|Cambodia|"
    "Cameroon|Canada|Cayman Islands|Chile|China|Colombia|Costa Rica|Croatia|Cuba|Curaçao|Cyprus|"
    "Czech Republic|Czechia|Denmark|Dominican Republic|Ecuador|Egypt|El Salvador|Estonia|"
    "Ethiopia|Fiji|Finland|France|Germany|Ghana|Gibraltar|Greece|Guatemala|Guernsey|Honduras|"
    "Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Isle of Man|Israel|Italy|Jamaica|Japan|"
    "Jersey|Jordan|Kazakhstan|Kenya|Korea|South Korea|North Korea|Kuwait|Latvia|Lebanon|Liberia|"
    "Libya|Liechtenstein|Lithuania|Luxembourg|Malaysia|Malta|Marshall Islands|Mauritius|Mexico|"
    "Moldova|Monaco|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|Netherlands|"
    "New Zealand|Nicaragua|Nigeria|North Macedonia|Norway|Oman|Pakistan|Panama|Paraguay|Peru|"
    "Philippines|Poland|Portugal|Qatar|Romania|Russia|Russian Federation|Rwanda|San Marino|"
    "Saudi Arabia|Senegal|Serbia|Seychelles|Singapore|Slovakia|Slovak Republic|Slovenia|"
    "South Africa|Spain|Sri Lanka|Sweden|Switzerland|Taiwan|Tanzania|Thailand|"
    "Trinidad and Tobago|Tunisia|Turkey|Türkiye|Uganda|Ukraine|United Arab Emirates|"
    "United Kingdom|United States of America|United States|Uruguay|Uzbekistan|Venezuela|Vietnam|"
    "Zambia|Zimbabwe|European Union"
).split("|")
ADJECTIVES = {
    "English": "England and Wales", "Scottish": "Scotland", "Scots": "Scotland", "Irish": "Ireland",
    "Dutch": "Netherlands", "German": "Germany", "French": "France", "Swiss": "Switzerland",
    "Swedish": "Sweden", "Danish": "Denmark", "Norwegian": "Norway", "Finnish": "Finland",
    "Belgian": "Belgium", "Austrian": "Austria", "Italian": "Italy", "Spanish": "Spain",
    "Portuguese": "Portugal", "Polish": "Poland", "Indian": "India", "Japanese": "Japan",
    "Israeli": "Israel", "Chinese": "China", "Canadian": "Canada", "Australian": "Australia",
    "Estonian": "Estonia", "Greek": "Greece", "Korean": "Korea", "Brazilian": "Brazil",
}  # fmt: skip
