"""States as one word each: name, adjective and seat of government (the name again where the seat has two words)."""

from __future__ import annotations

_TABLE = """
Albania Albanian Tirana|Algeria Algerian Algiers|Angola Angolan Luanda|Argentina Argentine Argentina|Armenia Armenian Yerevan
Australia Australian Canberra|Austria Austrian Vienna|Azerbaijan Azerbaijani Baku|Bahrain Bahraini Manama
Bangladesh Bangladeshi Dhaka|Belarus Belarusian Minsk|Belgium Belgian Brussels|Benin Beninese Cotonou
Bolivia Bolivian Sucre|Botswana Botswanan Gaborone|Brazil Brazilian Brasilia|Bulgaria Bulgarian Sofia
Burundi Burundian Gitega|Cambodia Cambodian Cambodia|Cameroon Cameroonian Yaoundé|Canada Canadian Ottawa|Chad Chadian Chad
Chile Chilean Santiago|China Chinese Beijing|Colombia Colombian Bogotá|Croatia Croatian Zagreb|Cuba Cuban Havana
Cyprus Cypriot Nicosia|Denmark Danish Copenhagen|Djibouti Djiboutian Djibouti|Ecuador Ecuadorian Quito|Egypt Egyptian Cairo
Eritrea Eritrean Asmara|Estonia Estonian Tallinn|Ethiopia Ethiopian Ethiopia|Finland Finnish Helsinki|France French Paris
Gabon Gabonese Libreville|Georgia Georgian Tbilisi|Germany German Berlin|Ghana Ghanaian Accra|Greece Greek Athens
Guinea Guinean Conakry|Guyana Guyanese Georgetown|Haiti Haitian Haiti|Honduras Honduran Tegucigalpa|Hungary Hungarian Budapest
India Indian Delhi|Indonesia Indonesian Jakarta|Iran Iranian Tehran|Iraq Iraqi Baghdad|Ireland Irish Dublin
Israel Israeli Jerusalem|Italy Italian Rome|Jamaica Jamaican Kingston|Japan Japanese Tokyo|Jordan Jordanian Amman
Kazakhstan Kazakh Astana|Kenya Kenyan Nairobi|Kuwait Kuwaiti Kuwait|Kyrgyzstan Kyrgyz Bishkek|Laos Laotian Vientiane
Latvia Latvian Riga|Lebanon Lebanese Beirut|Liberia Liberian Monrovia|Libya Libyan Tripoli|Lithuania Lithuanian Vilnius
Malawi Malawian Lilongwe|Malaysia Malaysian Putrajaya|Mali Malian Bamako|Mauritania Mauritanian Nouakchott|Mexico Mexican Mexico
Moldova Moldovan Chisinau|Mongolia Mongolian Ulaanbaatar|Morocco Moroccan Rabat|Mozambique Mozambican Maputo|Myanmar Burmese Naypyidaw
Namibia Namibian Windhoek|Nepal Nepali Kathmandu|Netherlands Dutch Hague|Nicaragua Nicaraguan Managua|Niger Nigerien Niamey
Nigeria Nigerian Abuja|Norway Norwegian Oslo|Oman Omani Muscat|Pakistan Pakistani Islamabad|Panama Panamanian Panama
Paraguay Paraguayan Asunción|Peru Peruvian Lima|Philippines Filipino Manila|Poland Polish Warsaw|Portugal Portuguese Lisbon
Qatar Qatari Doha|Romania Romanian Bucharest|Russia Russian Moscow|Rwanda Rwandan Kigali|Senegal Senegalese Dakar
Serbia Serbian Belgrade|Singapore Singaporean Singapore|Slovakia Slovak Bratislava|Slovenia Slovenian Ljubljana|Somalia Somali Mogadishu
Spain Spanish Madrid|Sudan Sudanese Khartoum|Sweden Swedish Stockholm|Switzerland Swiss Bern|Syria Syrian Damascus
Taiwan Taiwanese Taipei|Tajikistan Tajik Dushanbe|Tanzania Tanzanian Dodoma|Thailand Thai Bangkok|Togo Togolese Lomé
Tunisia Tunisian Tunis|Turkey Turkish Ankara|Turkmenistan Turkmen Ashgabat|Uganda Ugandan Kampala|Ukraine Ukrainian Kyiv
Uruguay Uruguayan Montevideo|Uzbekistan Uzbek Tashkent|Venezuela Venezuelan Caracas|Vietnam Vietnamese Hanoi|Yemen Yemeni Sanaa
Zambia Zambian Lusaka|Zimbabwe Zimbabwean Harare|Britain British London|America American Washington
"""

#: Name, adjective, seat of government of each state.
STATES: list[tuple[str, str, str]] = [
    (name, adjective, seat)
    for entry in _TABLE.replace("\n", "|").split("|")
    if entry.strip()
    for name, adjective, seat in [entry.split()]
]
