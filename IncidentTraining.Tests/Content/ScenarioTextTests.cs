using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Curriculum.Rendering;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Content;

/// <summary>The texts and the live scenarios agree.</summary>
public sealed class ScenarioTextTests
{
    private static readonly CurriculumLibrary Library = RealContent.Library();

    [Fact]
    public void The_instructors_catalogue_names_every_cause_and_the_trainees_none()
    {
        var scenarios = SharedContent.Scenarios.All.ToList();
        var page = Library.FindDay(RealContent.DayId)!.FindPage("07-incident-simulation-labs")!;
        var (staff, trainee) = (Library.Render(page, Audience.Staff).Html, Library.Render(page, Audience.Trainee).Html);

        Assert.Equal(13, scenarios.Count);
        foreach (var cause in scenarios.SelectMany(scenario => scenario.RootCauses))
        {
            Assert.Contains($"<code>{cause.Id}</code>", staff);
            Assert.DoesNotContain(cause.Id, trainee);
        }
    }

    [Fact]
    public void The_instructors_guide_of_every_live_lab_names_exactly_the_causes_of_its_scenario()
    {
        foreach (
            var scenario in SharedContent.Scenarios.All.Where(scenario =>
                !Library.FindDay(RealContent.DayId)!.OnCall.Scenarios.Contains(scenario.Id)
            )
        )
        {
            var page = Library.FindDay(RealContent.DayId)!.Pages.Single(page => page.ScenarioId == scenario.Id);
            var guide = File.ReadAllLines(Path.Combine(RealContent.Directory, page.File))
                .SkipWhile(line => !line.StartsWith("| id |", StringComparison.Ordinal))
                .Skip(2);
            var named = guide.TakeWhile(line => line.StartsWith('|')).Select(row => row.Split('`')[1]);

            Assert.Equal(scenario.RootCauses.Select(cause => cause.Id).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_scenario_has_its_lab_or_is_drawn_by_the_pager_and_every_live_lab_has_its_scenario()
    {
        var scenarios = SharedContent.Scenarios.All.Select(scenario => scenario.Id).Order(StringComparer.Ordinal);

        var day = Library.FindDay(RealContent.DayId)!;
        Assert.Equal(
            ["on-call", "on-call-evening", "on-call-night", "on-call-outages", "on-call-publication", "on-call-weekend"],
            day.OnCall.Scenarios
        );
        Assert.Equal(
            scenarios,
            day.Pages.Select(page => page.ScenarioId).OfType<string>().Concat(day.OnCall.Scenarios).Order(StringComparer.Ordinal)
        );
    }
}
