namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>A message from a person, and its effects.</summary>
/// <param name="Id">Id.</param>
/// <param name="Trigger">The event from which its time is counted.</param>
/// <param name="After">Virtual time after the trigger.</param>
/// <param name="From">The speaker, with role.</param>
/// <param name="Text">What they say.</param>
/// <param name="Traffic">Requests per second to which the traffic rises from then on; 0 for no change.</param>
/// <param name="Over">How long the rise takes.</param>
/// <param name="Expects">What answers it.</param>
public sealed record Inject(
    string Id,
    InjectTrigger Trigger,
    TimeSpan After,
    string From,
    string Text,
    int Traffic,
    TimeSpan Over,
    PromptReply Expects = PromptReply.Nothing
)
{
    /// <summary>
    /// The part of the text that is information and not a question, sent when the questions are answered; empty for none.
    /// </summary>
    public string News { get; init; } = "";

    /// <summary>The facts that it asks for; empty when it asks for none.</summary>
    public IReadOnlyList<string> Asks { get; init; } = [];

    /// <summary>The message is sent only if one of these facts is still missing; empty to send it in any case.</summary>
    public IReadOnlyList<string> UnlessTold { get; init; } = [];
}

/// <summary>The event from which the time of an inject is counted.</summary>
public enum InjectTrigger
{
    /// <summary>The start of the run.</summary>
    Start,

    /// <summary>The first time that a chaos experiment is switched on.</summary>
    ExperimentOn,

    /// <summary>The first violation of a service level.</summary>
    Onset,
}

/// <summary>A person's message after an event in the incident, and the reply that they expect.</summary>
/// <param name="Id">Id.</param>
/// <param name="Trigger">The event that it waits for.</param>
/// <param name="After">Virtual time after the event.</param>
/// <param name="From">The speaker, with role.</param>
/// <param name="Text">What they say.</param>
/// <param name="Expects">What answers them.</param>
public sealed record Prompt(string Id, PromptTrigger Trigger, TimeSpan After, string From, string Text, PromptReply Expects)
{
    /// <summary>
    /// The part of the text that is information and not a question, sent when the questions are answered; empty for none.
    /// </summary>
    public string News { get; init; } = "";

    /// <summary>The facts that it asks for; empty when it asks for none.</summary>
    public IReadOnlyList<string> Asks { get; init; } = [];

    /// <summary>The message is sent only if one of these facts is still missing; empty to send it in any case.</summary>
    public IReadOnlyList<string> UnlessTold { get; init; } = [];
}

/// <summary>The event that a prompt waits for.</summary>
public enum PromptTrigger
{
    /// <summary>
    /// No update or message from the crew since the first sign of the incident (on call: since the page), or since the last one.
    /// </summary>
    Silence,

    /// <summary>The incident was acknowledged.</summary>
    Acknowledged,

    /// <summary>The search for the cause has begun.</summary>
    Investigation,

    /// <summary>The repair has begun.</summary>
    Mitigation,

    /// <summary>The recovery was measured.</summary>
    Resolution,

    /// <summary>An action that does not repair this run's cause was taken.</summary>
    WrongMitigation,
}

/// <summary>What counts as the answer to a prompt.</summary>
public enum PromptReply
{
    /// <summary>Nothing; it only informs.</summary>
    Nothing,

    /// <summary>A message in the channel.</summary>
    Message,

    /// <summary>A published update.</summary>
    Update,
}
