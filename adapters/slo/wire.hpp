// A document of SLO in its own words: lists of entities, as the released files hold them.
//
// Three forms are read as one. A released file is an array, whose type its name tells (data/doelzinnen.json in the
// folder of a context). Several together are an object with one member per type, as context.json describes a whole data
// set. An answer of the API is a page: `data` and who it is from.
#pragma once

#include "adapters/slo/entity_types.hpp"
#include "gateway/codec/json_document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::slo::wire {

// Where a file stands tells what it holds.
struct place {
    std::string context; // empty: not told
    std::string release; // "2026.1" of a folder "curriculum-fo-2026.1", "fo-2026.1" or "v1.0/kerndoelen"
    std::string file;    // "doelzinnen.json"
};
place place_of(std::string_view path);

struct list {
    std::string_view name;             // of the member
    const entity_type* type = nullptr; // null: each entity tells its own (deprecated, the API)
    bool deprecated = false;
    json::value at;
};

struct document {
    enum class form { entities, page, description, unknown } what = form::unknown;
    std::vector<list> lists;
    std::vector<list> unknown; // members that are no type of SLO
};
// `file`: names the type of a page of the API, whose entities may not.
document parse(json::value root, std::string_view context, std::string_view file = {});

// What an entity refers to: uuids, links, or in answers of the API whole entities.
struct reference {
    std::string_view target; // name of the type
    std::string_view property;
    json::value at;
};

struct member {
    std::string_view name;
    json::value at;
};

struct entity {
    json::value at;
    const entity_type* type = nullptr;
    bool deprecated = false;
    std::string_view id, title, description, prefix;
    json::value replaces, replaced_by, parent; // parent: of an alias
    json::value ce, se, ce_se, keuze, kern, kern_keuze, deleted;
    std::vector<reference> references;
    std::vector<member> others; // what only SLO reads back
};
// Refills `into`. False: it is no object, or of no known type.
bool parse(json::value at, const list& of, std::string_view context, entity& into);

// The uuid, link or nested entity that an element of a reference names; empty when it is none of these.
std::string_view id_of(json::value element);

} // namespace schakel::slo::wire
