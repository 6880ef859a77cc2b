using System.Globalization;
using System.Text.Json.Nodes;
using IncidentTraining.Core.PracticeShop.Authoring;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Startup.CommandLine;
using Json.Schema;
using Microsoft.Extensions.Time.Testing;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IncidentTraining.Tests.Core.PracticeShop.Authoring;

/// <summary>The schema for editors accepts what the reader accepts, and rejects its most frequent mistakes.</summary>
public sealed class ScenarioSchemaTests
{
    private static readonly string Printed = Print();
    private static readonly JsonSchema Schema = JsonSchema.FromText(Printed);

    public static TheoryData<string> Scenarios =>
        [.. Directory.GetFiles(Path.Combine(RealContent.Directory, "scenarios"), "*.yaml").Select(file => Path.GetFileName(file)!).Order()];

    [Fact]
    public void The_file_in_docs_is_what_the_command_prints() =>
        Assert.Equal(
            File.ReadAllText(Path.Combine(RealContent.Directory, "../docs/scenario.schema.json")).ReplaceLineEndings("\n"),
            Printed
        );

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_scenario_fits(string file) =>
        Assert.True(Fits(File.ReadAllText(Path.Combine(RealContent.Directory, "scenarios", file))));

    [Fact]
    public void A_new_scenario_fits() => Assert.True(Fits(ScenarioTemplate.For("first")));

    [Theory]
    [InlineData("difficulty: 1", "difficulty: 6")]
    [InlineData("difficulty: 1", "difficulty: hard")]
    [InlineData("difficulty: 1 ", "difficulti: 1 ")]
    [InlineData("latency-threshold: 400ms", "latency-threshold: 400")]
    [InlineData("order-delay: 60s", "order-delay: 60 seconds")]
    [InlineData("measure: order-delay", "measure: orders-delay")]
    [InlineData("    when: onset", "    when: later")]
    [InlineData("    explanation: |", "    explained: |")]
    [InlineData("severities: [P1, P2]", "severities: P1")]
    [InlineData("skills: [", "skils: [")]
    [InlineData("kind: workers-stuck,", "")]
    public void A_mistake_does_not_fit(string right, string wrong)
    {
        var text = ScenarioTemplate.For("first");
        Assert.Contains(right, text, StringComparison.Ordinal);
        Assert.False(Fits(text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    private static bool Fits(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Schema.Evaluate(Json(stream.Documents[0].RootNode)).IsValid;
    }

    private static JsonNode? Json(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => new JsonObject(
                map.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Json(pair.Value)))
            ),
            YamlSequenceNode list => new JsonArray([.. list.Select(Json)]),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => flag.Value == "true",
            YamlScalarNode { Style: ScalarStyle.Plain } number
                when double.TryParse(number.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
            YamlScalarNode text => text.Value,
            _ => null,
        };

    private static string Print()
    {
        using var content = new IncidentTraining.Core.Content.ContentFolder(RealContent.Directory, new FakeTimeProvider());
        var output = new StringWriter();
        Assert.Equal(0, SchemaCommand.Run(content, output));
        return output.ToString();
    }
}
