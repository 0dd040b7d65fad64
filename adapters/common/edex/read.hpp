// Reading the objects of EDEX out of a document, in one pass that validates as well: the strict scan feeds the compiled
// schema and the reader of objects at once. Memory goes with the largest object, not with the document.
//
// Objects are told in the order of the document. Those of an invalid document are told as well, as far as they can be
// made out; whether it is valid is known at the end.
#pragma once

#include "adapters/common/edex/elements.hpp"
#include "adapters/common/edex/wire.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/validation/xsd_schema.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::edex {

class object_handler {
public:
    virtual ~object_handler() = default;
    virtual void school(const wire::school&) {}
    virtual void vestiging(const wire::vestiging&) {}
    virtual void groep(const wire::groep&) {} // of either kind
    virtual void leerling(const wire::leerling&) {}
    virtual void leerkracht(const wire::leerkracht&) {}
};

// Hands every object to several handlers, in their order.
class handlers final : public object_handler {
public:
    explicit handlers(std::vector<object_handler*> all) : all_(std::move(all)) {}
    void school(const wire::school& one) override { tell(&object_handler::school, one); }
    void vestiging(const wire::vestiging& one) override { tell(&object_handler::vestiging, one); }
    void groep(const wire::groep& one) override { tell(&object_handler::groep, one); }
    void leerling(const wire::leerling& one) override { tell(&object_handler::leerling, one); }
    void leerkracht(const wire::leerkracht& one) override { tell(&object_handler::leerkracht, one); }

private:
    template <class Object>
    void tell(void (object_handler::*what)(const Object&), const Object& one) {
        for (object_handler* to : all_) (to->*what)(one);
    }
    std::vector<object_handler*> all_;
};

// Where the objects stand: below the first element of one of these names, wherever it is.
struct document_form {
    std::string_view space;                   // namespace of that element and of all in it; "" for none
    std::vector<std::string_view> containers; // "EDEX"; "leerlinggegevens", "leerlinggegevens-structuur" …
};

struct objects_read {
    validation::xsd_schema::outcome checked; // placed; scan findings and schema findings apart
    std::string_view container;              // which of the containers it was; empty: none was met
    element_counts counts;                   // of every element and attribute, for the trace
};

// A document of more bytes than this is read on a thread of its own, while the caller's takes the objects.
inline constexpr std::size_t alone_up_to = std::size_t{1} << 20;

// Objects are told on the caller's thread, whatever the document's size. What `into` throws ends the reading.
objects_read read_objects(
    const roster_input& input, const document_limits& limits, const validation::xsd_schema& schema,
    const document_form& form, object_handler& into, std::size_t alone = alone_up_to
);

} // namespace schakel::edex
