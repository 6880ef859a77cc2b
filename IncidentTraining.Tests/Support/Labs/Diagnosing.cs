using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Support;

/// <summary>The diagnosis of a cause as a person must state it.</summary>
public static class Diagnosing
{
    /// <summary>The first accepted answer for each part of each fault.</summary>
    /// <param name="cause">The cause.</param>
    /// <param name="job">The job to name if a job started it.</param>
    public static IReadOnlyList<FaultClaim> Claims(this RootCause cause, long job = 0) =>
        [
            .. cause.Diagnosis!.Select(fault => new FaultClaim(
                fault.Where[0],
                fault.How[0],
                fault.StartedBy[0].Kind == OriginKind.Suspect ? new(OriginKind.Job, $"{job}") : fault.StartedBy[0]
            )),
        ];

    /// <summary>The same with the run's number of a change.</summary>
    public static IReadOnlyList<FaultClaim> AsShown(this IReadOnlyList<FaultClaim> claims, Scenario scenario, long seed) =>
        [
            .. claims.Select(claim =>
                claim.StartedBy.Kind == OriginKind.Change
                && ChangeDraw.Of(scenario, seed).FirstOrDefault(change => change.Record.Id == claim.StartedBy.Id) is { } shown
                    ? claim with
                    {
                        StartedBy = new(OriginKind.Change, shown.Id),
                    }
                    : claim
            ),
        ];

    /// <summary>Pins the health response, and declares the diagnosis in the form.</summary>
    public static async Task DeclareAsync(this IPage page, RootCause cause, bool pin = true)
    {
        if (pin)
        {
            await page.GetByTestId("tab-health").ClickAsync();
            await page.GetByTestId("health-ready").GetByTestId("pin-health").ClickAsync();
        }

        await page.Locator("[data-testid^=diagnosis-evidence-]").First.CheckAsync();
        var claims = cause.Diagnosis!.Select(fault => (Where: fault.Where[0], How: fault.How[0], Origin: FaultOrigin.Unknown)).ToList();
        for (var i = 0; i < claims.Count; i++)
        {
            if (i > 0)
            {
                await page.GetByTestId("claim-add").ClickAsync();
            }

            await page.GetByTestId($"claim-{i}-where").SelectOptionAsync($"{claims[i].Where}");
            await page.GetByTestId($"claim-{i}-how").SelectOptionAsync($"{claims[i].How}");
            await page.GetByTestId($"claim-{i}-origin").SelectOptionAsync($"{claims[i].Origin}");
        }

        await page.GetByTestId("diagnosis-sentence").FillAsync("A weakness met more load than it bears.");
    }
}
