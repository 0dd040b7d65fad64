// The simple types of XML Schema part 2, chapter 3.
#include "gateway/validation/xsd_simple.hpp"

#include <algorithm>

namespace schakel::validation::xsd {

namespace {
class type_list {
public:
    explicit type_list(std::vector<simple_type>& types) : types_(types) {}

    simple_type& primitive(const char* name, xsd::primitive which, white_space space = white_space::collapse) {
        simple_type t;
        t.name = name;
        t.primitive = which;
        t.space = space;
        t.base = types_.empty() ? none : 0;
        t.ready = true;
        return types_.emplace_back(std::move(t));
    }

    simple_type& derived(const char* name, const char* base) {
        const index from = find(base);
        simple_type t = types_[from];
        t.name = name;
        t.base = from;
        return types_.emplace_back(std::move(t));
    }

    void with_form(const char* name, const char* base, const char* form) {
        simple_type& t = derived(name, base);
        t.space = white_space::collapse;
        t.form = regex::compile(form, regex_dialect::xsd).value();
    }

    void list(const char* name, const char* item) {
        const index of = find(item);
        simple_type& t = derived(name, "xs:anySimpleType");
        t.variety = variety::list;
        t.space = white_space::collapse;
        t.item = of;
        t.min_length = 1;
    }

    void integer(const char* name, const char* base, const char* least, const char* greatest) {
        simple_type& t = derived(name, base);
        t.integer = true;
        t.fraction_digits = 0;
        t.fixed_facets |= 1u << static_cast<int>(facet::fraction_digits);
        if (*least != '\0') t.least = limit(least);
        if (*greatest != '\0') t.greatest = limit(greatest);
    }

private:
    static bound limit(const char* text) {
        bound b;
        b.text = std::make_shared<const std::string>(text);
        read_value(primitive::decimal, *b.text, nullptr, b.limit);
        return b;
    }

    index find(std::string_view name) const {
        const auto found = std::find_if(types_.begin(), types_.end(), [&](auto& t) { return t.name == name; });
        return static_cast<index>(found - types_.begin());
    }

    std::vector<simple_type>& types_;
};
} // namespace

void add_built_in_types(std::vector<simple_type>& types) {
    types.reserve(64);
    type_list add(types);
    add.primitive("xs:anySimpleType", primitive::any_simple, white_space::preserve);
    add.primitive("xs:string", primitive::string, white_space::preserve);
    add.primitive("xs:boolean", primitive::boolean);
    add.primitive("xs:decimal", primitive::decimal);
    add.primitive("xs:float", primitive::float_);
    add.primitive("xs:double", primitive::double_);
    add.primitive("xs:duration", primitive::duration);
    add.primitive("xs:dateTime", primitive::date_time);
    add.primitive("xs:time", primitive::time);
    add.primitive("xs:date", primitive::date);
    add.primitive("xs:gYearMonth", primitive::year_month);
    add.primitive("xs:gYear", primitive::year);
    add.primitive("xs:gMonthDay", primitive::month_day);
    add.primitive("xs:gDay", primitive::day);
    add.primitive("xs:gMonth", primitive::month);
    add.primitive("xs:hexBinary", primitive::hex_binary);
    add.primitive("xs:base64Binary", primitive::base64_binary);
    add.primitive("xs:anyURI", primitive::any_uri);
    add.primitive("xs:QName", primitive::qname).form =
        regex::compile("([\\i-[:]][\\c-[:]]*:)?[\\i-[:]][\\c-[:]]*", regex_dialect::xsd).value();
    add.primitive("xs:NOTATION", primitive::notation).form = types.back().form;
    add.derived("xs:normalizedString", "xs:string").space = white_space::replace;
    add.derived("xs:token", "xs:normalizedString").space = white_space::collapse;
    add.with_form("xs:language", "xs:token", "[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*");
    add.with_form("xs:NMTOKEN", "xs:token", "\\c+");
    add.list("xs:NMTOKENS", "xs:NMTOKEN");
    add.with_form("xs:Name", "xs:token", "\\i\\c*");
    add.with_form("xs:NCName", "xs:Name", "[\\i-[:]][\\c-[:]]*");
    add.derived("xs:ID", "xs:NCName").names_id = true;
    add.derived("xs:IDREF", "xs:NCName").refers_to_id = true;
    add.list("xs:IDREFS", "xs:IDREF");
    add.derived("xs:ENTITY", "xs:NCName").names_entity = true;
    add.list("xs:ENTITIES", "xs:ENTITY");
    add.integer("xs:integer", "xs:decimal", "", "");
    add.integer("xs:nonPositiveInteger", "xs:integer", "", "0");
    add.integer("xs:negativeInteger", "xs:nonPositiveInteger", "", "-1");
    add.integer("xs:long", "xs:integer", "-9223372036854775808", "9223372036854775807");
    add.integer("xs:int", "xs:long", "-2147483648", "2147483647");
    add.integer("xs:short", "xs:int", "-32768", "32767");
    add.integer("xs:byte", "xs:short", "-128", "127");
    add.integer("xs:nonNegativeInteger", "xs:integer", "0", "");
    add.integer("xs:unsignedLong", "xs:nonNegativeInteger", "", "18446744073709551615");
    add.integer("xs:unsignedInt", "xs:unsignedLong", "", "4294967295");
    add.integer("xs:unsignedShort", "xs:unsignedInt", "", "65535");
    add.integer("xs:unsignedByte", "xs:unsignedShort", "", "255");
    add.integer("xs:positiveInteger", "xs:nonNegativeInteger", "1", "");
}

} // namespace schakel::validation::xsd
