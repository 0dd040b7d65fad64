// What a product of Edu-V demands and another source may lack: kinds, prices of both sorts, short descriptions,
// subjects of SLO.
#pragma once

#include "gateway/model/catalogue.hpp"
#include "gateway/model/field.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::edu_v_access {

bool is_product_id(std::string_view id); // thirteen digits, or a uuid in lower case
bool is_product_usage(std::string_view word);
bool is_copyright(std::string_view word);

model::catalogue::product_kind kind_of_product(const model::catalogue::product& of);
std::string edition_by_default(const model::catalogue::product& of); // the year of publication, else "1"
// Of what a source tells, the first: publication, begin of licences, creation, change; else today.
model::catalogue::day first_day_of(const model::catalogue::product& of, instant now);

// At most so many characters, cut behind a word, with an ellipsis; "-" for none.
std::string cut_on_a_word(std::string_view text, std::size_t most);

struct whole_price {
    decimal excluding, including;
};
// What is missing is computed from the rates of value-added tax; where no rate is known both amounts are the same. An
// amount that was delivered is never computed anew. Rates that are only named are those of that day.
whole_price completed(const model::catalogue::price& of, model::catalogue::day when);

// A vakleergebied of SLO, found by the names that catalogues use. Null for none.
struct slo_subject {
    std::string_view prefix, name;
};
const slo_subject* subject_named(std::string_view name);

// Studies that free words name, with the levels of SLO that their years are. A level word is told once in each
// combination; the course stands in where no level says anything.
struct derived_study {
    model::catalogue::study what;
    model::field::name from;
    std::size_t years = 0; // of the source that became levels
};
std::vector<derived_study> studies_of(const model::catalogue::curriculum& of);

} // namespace schakel::edu_v_access
