using System.Text.RegularExpressions;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Runs.Panels.Console;

namespace IncidentTraining.Tests.Web.Runs;

/// <summary>The console's output contains times of day.</summary>
public sealed partial class ConsoleClockTests
{
    // The run begins at 18:52:38 and is read at 19:02:38.
    private static readonly ShopClock Clock = new(new DateTime(2026, 11, 29, 18, 52, 38, DateTimeKind.Utc));

    private static readonly TimeSpan Read = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData("logs", @"^(?<time>\d\d:\d\d:\d\d) (?:info |warn |error) ")]
    [InlineData("traces", @"^(?<time>\d\d:\d\d:\d\d) ")]
    [InlineData("changes", @"^ *(?:\d{1,2} Nov )?(?<time>\d\d:\d\d) ")]
    public void Each_line_begins_with_the_time_of_day(string command, string line)
    {
        var printed = Print(command);

        Assert.NotEmpty(printed);
        Assert.All(printed, text => Assert.Matches(line, text));
        if (command != "changes")
        {
            Assert.All(printed, text =>
                Assert.InRange(Clock.Parse(Regex.Match(text, line).Groups["time"].Value)!.Value, TimeSpan.Zero, Read)
            );
        }
    }

    [Theory]
    [InlineData("database", "sessions and queries as of ")]
    [InlineData("status", "updated at ")]
    public void A_moment_in_a_sentence_says_its_zone(string command, string before) =>
        Assert.Matches(
            Regex.Escape(before) + @"\d\d:\d\d:\d\d UTC$",
            Print(command).First(text => text.Contains(before, StringComparison.Ordinal))
        );

    private static List<string> Print(string command)
    {
        var shop = ShopSimulation.Create(Labs.Scenario(LabBench.Lab1), seed: 1);
        shop.AdvanceTo(Read);
        return [.. ConsoleCommand.All.Single(one => one.Name == command).Read(ShopWindow.ReadsOf(shop), Clock, "")];
    }
}
