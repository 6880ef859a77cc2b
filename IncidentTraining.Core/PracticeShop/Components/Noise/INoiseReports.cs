namespace IncidentTraining.Core.PracticeShop.Components.Noise;

/// <summary>What a healthy system logs.</summary>
enum NoiseKind
{
    /// <summary>A cover image was not sent in time; the figure is its number.</summary>
    CoverFailed,

    /// <summary>A visitor left while a page was being built; the figure is the book's number.</summary>
    VisitorLeft,

    /// <summary>Another database client's statement was slow; the figure is its time in microseconds.</summary>
    ForeignStatement,

    /// <summary>Malformed requests from bots; the figure is the number of addresses.</summary>
    MalformedRequests,

    /// <summary>A request for a cover image was retried; the figure is the attempt.</summary>
    CoverRetried,

    /// <summary>A deprecated way to read the basket was used; the figure is the count per minute.</summary>
    Deprecated,

    /// <summary>The search index was refreshed slowly; the figure is the time in microseconds.</summary>
    IndexRefreshed,
}

/// <summary>Receives the noise.</summary>
interface INoiseReports
{
    /// <summary>Something harmless has happened.</summary>
    /// <param name="kind">What.</param>
    /// <param name="figure">The kind's figure.</param>
    void Heard(NoiseKind kind, long figure);
}
