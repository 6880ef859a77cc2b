using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Web.Features.Runs.Panels.Console;

namespace IncidentTraining.Tests.Web.Runs;

/// <summary>The console's suggestions while typing, and its help on commands.</summary>
public sealed class ConsoleHelpTests
{
    private static readonly IReadOnlyList<ActionDescription> Actions =
    [
        new(
            "resize-pool",
            "Resize the pool",
            "Sets the pool's size.",
            TimeSpan.FromSeconds(5),
            [new("connections", "Connections", [], 1, 200, "20")]
        ),
        new("resize-redis", "Resize Redis", "Sets the memory.", TimeSpan.FromSeconds(5), [new("megabytes", "Megabytes", [], 1, 900, "64")]),
        new(
            "restart-instance",
            "Restart",
            "Restarts one.",
            TimeSpan.FromSeconds(5),
            [new("instance", "Instance", ["api-1", "api-2"], null, null, "api-1")]
        ),
    ];

    [Theory]
    [InlineData("resize-p", "resize-pool")]
    [InlineData("resize-pool ", "resize-pool connections=")]
    [InlineData("resize-pool con", "resize-pool connections=")]
    [InlineData("resize-pool connections=", "resize-pool connections=20")]
    [InlineData("help restart", "help restart-instance")]
    public void A_clear_line_is_completed(string typed, string whole) => Assert.Equal([whole], ConsoleHelp.Complete(Actions, typed));

    [Theory]
    [InlineData("res", new[] { "resize-pool", "resize-redis", "restart-instance" }, "res")]
    [InlineData("resi", new[] { "resize-pool", "resize-redis" }, "resize-")]
    [InlineData(
        "restart-instance instance=",
        new[] { "restart-instance instance=api-1", "restart-instance instance=api-2" },
        "restart-instance instance=api-"
    )]
    public void An_unclear_line_is_completed_as_far_as_it_is_clear(string typed, string[] choices, string shared)
    {
        var lines = ConsoleHelp.Complete(Actions, typed);
        Assert.Equal(choices, lines);
        Assert.Equal(shared, ConsoleHelp.Shared(lines, typed));
    }

    [Theory]
    [InlineData("make-coffee ")]
    [InlineData("resize-pool connections=20 connections=")]
    [InlineData("zzz")]
    public void What_leads_nowhere_stays_as_it_is(string typed)
    {
        Assert.Empty(ConsoleHelp.Complete(Actions, typed));
        Assert.Equal(typed, ConsoleHelp.Shared([], typed));
    }

    [Fact]
    public void Help_names_every_command_and_says_more_about_one()
    {
        var all = string.Join('\n', ConsoleHelp.About(Actions, ""));
        Assert.All(Actions, action => Assert.Contains(action.Name, all, StringComparison.Ordinal));
        Assert.All(ConsoleCommand.All, command => Assert.Contains(command.Name, all, StringComparison.Ordinal));
        Assert.Contains("one of api-1, api-2", string.Join('\n', ConsoleHelp.About(Actions, "restart-instance")), StringComparison.Ordinal);
        Assert.Contains("There is no", ConsoleHelp.About(Actions, "make-coffee")[0], StringComparison.Ordinal);
    }
}
