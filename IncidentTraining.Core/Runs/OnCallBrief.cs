using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// What people on call are told about an incident before they have looked at the shop: the same for every scenario, so that it reveals
/// nothing. The name of the drawn lab is shown when the run has ended.
/// </summary>
public static class OnCallBrief
{
    /// <summary>The run's title.</summary>
    public const string Title = "On-call incident";

    /// <summary>The goal.</summary>
    public const string Objective =
        "Take the page, and find out what customers notice and why. If they notice something, remove the cause and bring every service level back until it has held for "
        + "the hold time. If there is no incident, say so with evidence, tell those who asked, and close it.";

    /// <summary>What is known at the beginning.</summary>
    public const string Briefing =
        "You are on call for Lanternfish Books, and an alert has paged you. Nothing else is known yet. Acknowledge the page, look at the "
        + "shop's alerts and dashboard, set the severity by what customers notice, and say who needs to know. Not every page is an incident.";

    /// <summary>Whether an event is part of the lab's introduction, which its trainees get and people on call do not.</summary>
    internal static bool IsOfTheLab(Scenario scenario, ShopEvent shopEvent) =>
        shopEvent.Kind == ShopEventKind.Message
        && scenario.Injects.Any(inject => inject.Id == shopEvent.Subject && inject.Trigger == InjectTrigger.Start);
}
