namespace IncidentTraining.Core.PracticeShop.Components.Noise;

/// <summary>What a healthy system says all day.</summary>
enum NoiseKind
{
    /// <summary>A cover image was not sent in time; the figure is its number.</summary>
    CoverFailed,

    /// <summary>A visitor left while a page was being built; the figure is the book's number.</summary>
    VisitorLeft,

    /// <summary>A slow statement of another client of the database; the figure is its time in microseconds.</summary>
    ForeignStatement,

    /// <summary>Requests of bots that are none; the figure is the number of addresses.</summary>
    MalformedRequests,

    /// <summary>A repeated request for a cover image; the figure is the attempt.</summary>
    CoverRetried,

    /// <summary>An old way to read the basket; the figure is how often in a minute.</summary>
    Deprecated,

    /// <summary>The search index was refreshed slowly; the figure is the time in microseconds.</summary>
    IndexRefreshed,
}

/// <summary>Who hears the noise.</summary>
interface INoiseReports
{
    /// <summary>Something of no consequence has happened.</summary>
    /// <param name="kind">What.</param>
    /// <param name="figure">Its figure, by kind.</param>
    void Heard(NoiseKind kind, long figure);
}
