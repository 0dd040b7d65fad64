// What EDEXML's handbook demands beyond the schema, checked object by object while a file is read. References and
// unique keys are the schema's own work; what blanks around keys hide from it is found here.
#pragma once

#include "adapters/common/edex/read.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::edexml {

class object_rules final : public edex::object_handler {
public:
    // At most `most` findings are kept; finish() tells how many more there were.
    object_rules(std::string_view version, std::string_view others_like, bool year_from_group, std::size_t most)
        : version_(version), others_like_(others_like), year_from_group_(year_from_group), most_(most) {}

    void school(const edex::wire::school& one) override;
    void vestiging(const edex::wire::vestiging& one) override { see_key(branches_, one.key); }
    void groep(const edex::wire::groep& one) override { see_key(groups_, one.key); }
    void leerling(const edex::wire::leerling& one) override;
    void leerkracht(const edex::wire::leerkracht& one) override;

    // After the last object: in order of place, without line and column.
    findings finish(const edex::element_counts& counts);

private:
    struct seen_key {
        std::size_t hash = 0, at = 0;
    };
    struct key_space {
        std::vector<seen_key> keys;
        bool has_blanks = false;
    };
    // Told once with their number.
    struct counted {
        std::uint64_t count = 0;
        std::size_t first = location::nowhere;
        void see(std::size_t at) {
            if (count++ == 0) first = at;
        }
    };

    void add(std::string_view rule_id, std::size_t at, std::string expected = {}, std::string got = {});
    void see_key(key_space& space, const edex::wire::value& key);
    void see_reference(const edex::wire::value& key);
    void see_eckid(const edex::wire::value& eckid);
    void check_names(const edex::wire::names& one);
    void check_name(std::string_view element, const edex::wire::value& name);
    void check_email(const edex::wire::value& email);
    void check_year(const edex::wire::leerling& one);
    void check_dates(const edex::wire::leerling& one);
    void check_groups(const edex::wire::leerling& one);
    void report_duplicates(key_space& space);
    void report_counted(const edex::element_counts& counts);

    const std::string version_, others_like_;
    const bool year_from_group_;
    const std::size_t most_;
    findings found_;
    std::uint64_t untold_ = 0;
    std::string state_day_; // of the file, "2026-10-01"
    key_space branches_, groups_, pupils_, teachers_;
    std::vector<std::size_t> pupil_eckids_; // hashes, sorted at the first teacher
    bool eckids_sorted_ = false;
    counted dummies_, odd_eckids_;
};

} // namespace schakel::edexml
