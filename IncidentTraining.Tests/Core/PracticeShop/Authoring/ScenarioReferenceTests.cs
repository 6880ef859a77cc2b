using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Startup.CommandLine;

namespace IncidentTraining.Tests.Core.PracticeShop.Authoring;

/// <summary>The reference for authors matches what the code accepts.</summary>
public sealed class ScenarioReferenceTests
{
    public static TheoryData<string> Kinds => [.. FaultCatalogue.Kinds];

    [Fact]
    public void The_page_in_docs_is_what_the_command_prints()
    {
        var output = new StringWriter();

        Assert.Equal(0, ReferenceCommand.Run(output, TextWriter.Null));

        // To rewrite it: content reference > docs/scenario-reference.md
        Assert.Equal(
            File.ReadAllText(Path.Combine(RealContent.Directory, "../docs/scenario-reference.md")).ReplaceLineEndings("\n"),
            output.ToString()
        );
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_fault_takes_the_options_that_are_described_and_no_number_beyond_them(string kind)
    {
        var options = FaultCatalogue.Describe(kind).Options;
        _ = FaultCatalogue.Read(new FaultSpec(kind, With(), null));
        foreach (var option in options.Where(option => option.Minimum is not null))
        {
            _ = FaultCatalogue.Read(new FaultSpec(kind, Highest(option), null));
            Assert.Throws<BadOptionException>(() =>
                FaultCatalogue.Read(new FaultSpec(kind, With(option.Name, option.Minimum!.Value - 1), null))
            );
            Assert.Throws<BadOptionException>(() =>
                FaultCatalogue.Read(new FaultSpec(kind, With(option.Name, option.Maximum!.Value + 1), null))
            );
        }

        // A bound may depend on another option, such as a size from which a pool is large enough: then all get their highest value.
        Dictionary<string, string> Highest(OptionDescription one) =>
            options.Any(other => other.Name == "enough")
                ? options.ToDictionary(option => option.Name, option => option.Maximum is { } most ? Text(most) : ValueOf(option))
                : With(one.Name, one.Maximum!.Value);

        Dictionary<string, string> With(string? name = null, int value = 0) =>
            options.ToDictionary(option => option.Name, option => option.Name == name ? Text(value) : ValueOf(option));

        static string ValueOf(OptionDescription option) =>
            option.Minimum is { } least ? Text(least) : option.Choices.FirstOrDefault() ?? "name";

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Every_option_that_a_lab_gives_a_fault_is_described()
    {
        foreach (var fault in Labs.WithPager.SelectMany(scenario => scenario.RootCauses).SelectMany(cause => cause.Faults))
        {
            Assert.Subset(
                FaultCatalogue.Describe(fault.Kind).Options.Select(option => option.Name).ToHashSet(),
                fault.Options.Keys.ToHashSet()
            );
        }
    }
}
