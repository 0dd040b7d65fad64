// EDEXML files of the three versions.
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/roster.hpp"
#include "schemas/bundled.hpp"
#include "tests/conformance/xml_differential/run.hpp"
#include "version.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::differential;
using namespace schakel::differential::edexml;

namespace {

// The schema layer of the adapter, which reads records in the same pass.
message_reader reader_of(const std::string& name) {
    static const adapter_registry adapters = all_adapters(schemas::bundled);
    const adapter* by = adapters.find(name);
    REQUIRE(by != nullptr);
    return [by](std::string_view message) {
        discarding_sink nobody;
        const roster_reading read = by->roster()->read({message, nullptr, {}, {}}, {}, nobody);
        return validation::xsd_schema::outcome{
            .well_formed = read.report.at(layer::well_formed).outcome == schakel::verdict::valid,
            .scan_findings = read.report.at(layer::well_formed).findings,
            .schema_findings = read.report.at(layer::schema).findings};
    };
}

standard with_fingerprint(const version& which, std::uint64_t fingerprint) {
    standard made = standard_of(which);
    made.fingerprint = fingerprint;
    return made;
}

// As the adapter reads it.
standard as_read(standard of) {
    of.read = reader_of(of.name);
    return of;
}

const standard edexml_2_1 = with_fingerprint(version_2_1(), 12818132174299176289u);
const standard edexml_2_0 = with_fingerprint(version_2_0(), 2247521177574298039u);
const standard edexml_1_03 = with_fingerprint(version_1_03(), 3617484028714691372u);

} // namespace

TEST_CASE("derived EDEXML 2.1 files get the verdict of the published schemas") {
    run_differential(as_read(edexml_2_1), 12'000, 60'000);
}

TEST_CASE("derived EDEXML 2.0 files get the verdict of the published schemas") {
    run_differential(as_read(edexml_2_0), 5'000, 25'000);
}

TEST_CASE("derived EDEXML 1.03 files get the verdict of the published schemas") {
    run_differential(as_read(edexml_1_03), 3'000, 15'000);
}

TEST_CASE("the sample files of EDEXML get the verdict of the published schemas") {
    for (const standard* one : {&edexml_2_1, &edexml_2_0, &edexml_1_03})
        compare_samples(as_read(*one), "edexml/samples");
}

TEST_CASE("derived EDEXML files are the same on every machine") {
    for (const standard* one : {&edexml_2_1, &edexml_2_0, &edexml_1_03}) check_fingerprint(*one);
}
