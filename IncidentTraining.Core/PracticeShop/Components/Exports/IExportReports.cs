namespace IncidentTraining.Core.PracticeShop.Components.Exports;

/// <summary>What the export reports.</summary>
interface IExportReports
{
    /// <summary>Rows were returned.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="address">Where to.</param>
    /// <param name="key">The key of the request; empty for none.</param>
    void Read(int rows, string address, string key);

    /// <summary>A read was refused.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="address">The address that it came from.</param>
    /// <param name="key">The key of the request; empty for none.</param>
    void Refused(int status, string address, string key);

    /// <summary>The access log of an instance was lost with its process.</summary>
    void LogGone(string instance, int lines);
}
