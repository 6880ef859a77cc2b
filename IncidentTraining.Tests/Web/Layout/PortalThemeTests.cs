using System.Text.RegularExpressions;
using Bunit;
using IncidentTraining.Tests.Architecture;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Components.Layout;
using MudBlazor;

namespace IncidentTraining.Tests.Web.Layout;

/// <summary>MudBlazor has no colour of its own: each that its theme writes refers to one of the shared tokens.</summary>
public sealed partial class PortalThemeTests : PageTest
{
    /// <summary>Not visible by themselves: colours that MudBlazor mixes, and the overlay behind a dialog.</summary>
    private static readonly string[] NoColours = ["border-opacity", "overlay-dark", "overlay-light"];

    private static readonly string[] Sizes = ["radius", "font-text", "space-3", "focus-offset"];

    private static string Css(string name) =>
        FillableFields
            .Files("*.css")
            .Single(file => file.Path.Replace('\\', '/').EndsWith($"wwwroot/css/{name}", StringComparison.Ordinal))
            .Text;

    [Fact]
    public void Every_colour_of_MudBlazor_comes_from_a_token()
    {
        var written = Palette()
            .Matches(Render<MudThemeProvider>(p => p.Add(provider => provider.Theme, PortalTheme.Mud)).Markup)
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Where(name => !name.EndsWith("-rgb", StringComparison.Ordinal) && !NoColours.Contains(name))
            .ToList();
        Assert.True(written.Count > 50, "The theme's variables are not found any more.");
        Assert.Equal([], written.Except(Palette().Matches(Css("mud.css")).Select(match => match.Groups[1].Value)));
    }

    [Fact]
    public void MudBlazors_colours_name_only_tokens_that_both_looks_have()
    {
        var tokens = Css("tokens.css");
        var used = Token().Matches(Css("mud.css")).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.Contains("accent", used);
        // Colours are defined once for the light theme and twice for the dark one: for people who chose it and for those whose system is
        // dark. A token that only refers to another follows it, and sizes are the same in both.
        foreach (Match alias in Alias().Matches(tokens))
            used = [.. used.Select(name => name == alias.Groups[1].Value ? alias.Groups[2].Value : name)];
        Assert.Equal([], used.Where(name => !Sizes.Contains(name) && Regex.Count(tokens, $@"(?m)^\s*--{name}:") < 3));
        Assert.DoesNotMatch("#[0-9a-fA-F]{3,8}\\b|rgb\\(", Css("mud.css"));
    }

    [GeneratedRegex(@"--mud-palette-([a-z0-9-]+):")]
    private static partial Regex Palette();

    [GeneratedRegex(@"(?m)^\s*--([a-z0-9-]+):\s*var\(--([a-z0-9-]+)\);")]
    private static partial Regex Alias();

    [GeneratedRegex(@"var\(--([a-z0-9-]+)\)")]
    private static partial Regex Token();
}
