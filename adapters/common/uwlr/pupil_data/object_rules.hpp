// Rules on the objects of pupil data that neither the schema nor the check of references expresses: keys that do not
// last, pupils without identifier, year levels of the wrong sector. Told while the objects are read; what speaks of the
// whole is added by finish().
#pragma once

#include "adapters/common/edex/read.hpp"
#include "adapters/common/edex/references.hpp"
#include "adapters/common/uwlr/rules.hpp"
#include "gateway/core/finding.hpp"

#include <string>

namespace schakel::uwlr::pupil_data {

// What a version adds: null where it does not ask.
struct version_rules {
    const rule* pupil_without_id = nullptr; // neither key nor eckid
    const rule* eckid_expected = nullptr;   // pupils named by key only
};

class object_rules final : public edex::object_handler {
public:
    object_rules(const spoken_versions& spoken, const version_rules& own, findings& out)
        : spoken_(spoken), own_(own), out_(out) {}

    void school(const edex::wire::school& one) override;
    void vestiging(const edex::wire::vestiging& one) override;
    void groep(const edex::wire::groep& one) override;
    void leerling(const edex::wire::leerling& one) override;
    void leerkracht(const edex::wire::leerkracht& one) override;

    void finish();

    const std::string& version() const { return version_; } // xsdversie as the message names it; "" for none

private:
    struct seen {
        std::size_t count = 0, first = location::nowhere;
        void at(std::size_t place) {
            if (count++ == 0) first = place;
        }
    };

    void check_key(const edex::wire::value& key);
    void check_person_key(const edex::wire::value& key);
    void check_eckid(const edex::wire::value& eckid);
    void note_level(const edex::wire::value& jaargroep, int age);
    int age_in(const edex::wire::value& geboortedatum) const; // at the start of the school year; -1: not known

    spoken_versions spoken_;
    version_rules own_;
    findings& out_;
    std::string version_;
    int first_year_ = 0;
    std::size_t secondary_ = 0; // jaargroep 11 to 16
    seen primary_, too_old_, dummies_, by_key_only_;
};

edex::reference_rules reference_rules();

} // namespace schakel::uwlr::pupil_data
