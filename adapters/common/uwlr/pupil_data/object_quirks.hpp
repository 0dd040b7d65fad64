// Leniencies on the objects of pupil data, agreed with one sender (quirks.hpp): children in any order, an empty
// voorvoegsel. Places of objects are noted while they are read; afterwards the schema findings that a quirk explains
// become one warning per object. What is not complete or stands there twice stays an error.
#pragma once

#include "adapters/common/edex/read.hpp"
#include "adapters/common/uwlr/quirks.hpp"

#include <vector>

namespace schakel::uwlr::pupil_data {

class object_places final : public edex::object_handler {
public:
    explicit object_places(const quirk_names& agreed);

    bool wanted() const { return order_ || prefix_; }

    void school(const edex::wire::school& one) override;
    void vestiging(const edex::wire::vestiging& one) override;
    void groep(const edex::wire::groep& one) override;
    void leerling(const edex::wire::leerling& one) override;
    void leerkracht(const edex::wire::leerkracht& one) override;

    // `schema_findings` have their places.
    void apply(findings& schema_findings) const;

private:
    struct place {
        std::size_t at = 0;
        std::size_t empty_prefix = location::nowhere; // of an empty voorvoegsel
        bool complete = false;                        // all that the schema demands is there
    };

    void note(std::size_t at, bool complete, const edex::wire::value& voorvoegsel = {});
    const place* holding(std::size_t offset) const;
    std::string_view explained_by(const finding& one, const place& object) const; // id of a rule; "" for none

    bool order_, prefix_;
    std::vector<place> places_; // in document order
};

} // namespace schakel::uwlr::pupil_data
